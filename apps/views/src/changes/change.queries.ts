import { Operation } from '@lianjian/http/operation';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { Controller, Get, Header, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangeStreams } from './change-streams.js';

const DESCRIPTION = [
  '服务器推送（text/event-stream）。开始时发 ready，此后每当可见对象的变化已可查询，发一条 change：',
  'data 为 {"kind","id","version","type","position"}，kind 为 unit、council、agreement、project、activity 或 period',
  '（period 的 id 为 <联席会编号>-<YYYY-MM>）。不补发连接之前的变化；收到 reset 应重新查询全部；',
  '同一账户的连接过多时，最早的一个收到 bye 后结束。登录或任职授权失效时结束。',
].join('');

@Controller('changes')
export class ChangeQueries {
  constructor(private readonly streams: ChangeStreams) {}

  @Get()
  @Operation('streamChanges', {
    summary: '实时得知可见对象的变化',
    description: DESCRIPTION,
    produces: ['text/event-stream'],
  })
  @Header('X-Accel-Buffering', 'no')
  stream(
    @Req() { isStillAdmitted }: FastifyRequest,
    @Res({ passthrough: true }) { raw }: FastifyReply,
    @Context() { actor }: RequestContext,
  ): StreamableFile {
    return new StreamableFile(this.streams.read({ actor, isStillAdmitted }, raw), {
      type: 'text/event-stream; charset=utf-8',
    });
  }
}
