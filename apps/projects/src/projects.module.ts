import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActivityController } from './activity.controller.js';
import { ActivityHandler } from './activity.handler.js';
import { ActivityRecordController } from './activity-record.controller.js';
import { ProjectController } from './project.controller.js';
import { ProjectHandler } from './project.handler.js';

/** Joint-building projects and activities: their commands. */
export class ProjectsModule {
  /** `imports` export `EventStore`. */
  static on(...imports: DynamicModule[]): DynamicModule {
    return {
      module: ProjectsModule,
      imports: [CqrsModule, ...imports],
      controllers: [ProjectController, ActivityRecordController, ActivityController],
      providers: [ProjectHandler, ActivityHandler],
    };
  }
}
