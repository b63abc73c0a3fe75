import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CouncilController } from './council.controller.js';
import { CouncilHandler } from './council.handler.js';
import { UnitController } from './unit.controller.js';
import { UnitHandler } from './unit.handler.js';
import { UnitContactController } from './unit-contact.controller.js';

/** The unit registry and the councils: their commands. */
export class CouncilsModule {
  /** `imports` export `EventStore`, `Directory` and `Contacts`. */
  static on(...imports: DynamicModule[]): DynamicModule {
    return {
      module: CouncilsModule,
      imports: [CqrsModule, ...imports],
      controllers: [UnitController, UnitContactController, CouncilController],
      providers: [UnitHandler, CouncilHandler],
    };
  }
}
