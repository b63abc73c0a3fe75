import type { Env } from '@lianjian/config/env';
import type { AccessTokens } from '@lianjian/http/access-tokens';
import type { Clock } from '@lianjian/http/clock';
import type { DynamicModule } from '@nestjs/common';
import { AgreementsModule } from '../../agreements/src/agreements.module.js';
import { CouncilsModule } from '../../councils/src/councils.module.js';
import { IdentityModule } from '../../identity/src/identity.module.js';
import { ProjectsModule } from '../../projects/src/projects.module.js';
import { ViewsModule } from '../../views/src/views.module.js';
import { InfrastructureModule } from './infrastructure.module.js';

/** Every service in one process. */
export class StandaloneModule {
  static on(env: Env, tokens: AccessTokens, clock: Clock): DynamicModule {
    const infrastructure = InfrastructureModule.on(env);
    const identity = IdentityModule.on(infrastructure, { tokens, settings: env.identity });
    const views = ViewsModule.on(infrastructure);
    return {
      module: StandaloneModule,
      imports: [
        infrastructure,
        identity,
        views,
        CouncilsModule.on(infrastructure, identity, views),
        AgreementsModule.on(clock, infrastructure, views),
        ProjectsModule.on(infrastructure),
      ],
    };
  }
}
