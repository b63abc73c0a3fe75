import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AgreementController } from './agreement.controller.js';
import { AgreementHandler } from './agreement.handler.js';

/** Co-building agreements and their obligations: their commands. */
export class AgreementsModule {
  /** `imports` export `EventStore`. */
  static on(...imports: DynamicModule[]): DynamicModule {
    return {
      module: AgreementsModule,
      imports: [CqrsModule, ...imports],
      controllers: [AgreementController],
      providers: [AgreementHandler],
    };
  }
}
