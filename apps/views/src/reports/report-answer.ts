import { cellSchema, headerSchema, type Report, type Table, tableSchema } from '@lianjian/reporting/report';
import { z } from 'zod';

// What a report says on the wire: its events are told by number here, and listed by getReportCell.

export const cellAnswer = cellSchema
  .omit({ eventIds: true })
  .extend({ events: z.int().meta({ description: '依据的事件数；逐条列出见 getReportCell' }) })
  .meta({ id: 'ReportCell' });

export const tableAnswer = tableSchema
  .extend({
    rows: z.array(z.object({ key: z.string(), label: z.string(), cells: z.record(z.string(), cellAnswer) })),
  })
  .meta({ id: 'ReportTable' });

export const headerAnswer = headerSchema.meta({
  id: 'ReportHeader',
  description: '报表头；version 为空表示实时数据，否则为已发布的版本号',
});

type TableAnswer = z.output<typeof tableAnswer>;

export const toTableAnswer = ({ rows, ...table }: Table): TableAnswer => ({
  ...table,
  rows: rows.map(({ cells, ...row }) => ({
    ...row,
    cells: Object.fromEntries(
      Object.entries(cells).map(([column, { eventIds, ...cell }]) => [column, { ...cell, events: eventIds.length }]),
    ),
  })),
});

export const toReportAnswer = ({ header, tables }: Report) => ({ header, tables: tables.map(toTableAnswer) });
