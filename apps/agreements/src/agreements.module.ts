import { Clock } from '@lianjian/http/clock';
import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AgreementController } from './agreement.controller.js';
import { AgreementHandler } from './agreement.handler.js';
import { TermKeeper } from './term-keeper.js';

/** Co-building agreements and their obligations: their commands. */
export class AgreementsModule {
  /** `imports` export `EventStore` and `Directory`. */
  static on(clock: Clock, ...imports: DynamicModule[]): DynamicModule {
    return {
      module: AgreementsModule,
      imports: [CqrsModule, ...imports],
      controllers: [AgreementController],
      providers: [AgreementHandler, TermKeeper, { provide: Clock, useValue: clock }],
      exports: [TermKeeper],
    };
  }
}
