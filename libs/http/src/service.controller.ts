import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Health } from './health.js';
import type { OpenApiDocument } from './openapi.js';
import { Operation } from './operation.js';
import { ProblemError } from './problem.js';

const liveness = z.object({ alive: z.literal(true) });
const readiness = z.object({ ready: z.literal(true) });

/** Holds the document, which can only be made once every route is mounted. */
export class ApiDocument {
  private document: OpenApiDocument | undefined;

  publish(document: OpenApiDocument): void {
    this.document = document;
  }

  get published(): OpenApiDocument {
    if (!this.document) throw new Error('The API document is made when the application starts');
    return this.document;
  }
}

/** What a service says about itself. */
@Controller()
export class ServiceController {
  constructor(
    private readonly health: Health,
    private readonly document: ApiDocument,
  ) {}

  @Get('health/live')
  @Operation('getLiveness', { summary: '进程是否存活', tag: 'service', response: liveness })
  live(): z.output<typeof liveness> {
    return { alive: true };
  }

  @Get('health/ready')
  @Operation('getReadiness', { summary: '能否提供服务', tag: 'service', response: readiness })
  async ready(): Promise<z.output<typeof readiness>> {
    const failed = await this.health.failures();
    if (failed.length === 0) return { ready: true };
    throw new ProblemError(503, 'service/not-ready', '服务尚未就绪', {
      retryAfter: 2,
      errors: failed.map((field) => ({ field, code: 'service/check-failed', message: '检查未通过' })),
    });
  }

  @Get('openapi.json')
  @Operation('getOpenApi', {
    summary: '本接口说明 (OpenAPI 3.1)',
    tag: 'service',
    response: z.record(z.string(), z.unknown()),
  })
  openApi(): OpenApiDocument {
    return this.document.published;
  }
}
