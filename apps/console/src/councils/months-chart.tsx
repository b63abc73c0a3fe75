import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

type Props = Readonly<{
  label: string;
  months: readonly string[];
  series: readonly Readonly<{ name: string; values: readonly number[] }>[];
  /** Where the bars of each month lead. */
  links: readonly string[];
}>;

const COLOURS = ['#9aa3b2', '#a61d24'];

/** The months side by side. The same numbers stand in a table beside it, for those who do not see it. */
export function MonthsChart({ label, months, series, links }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, undefined, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      color: COLOURS,
      grid: { left: 36, right: 8, top: 36, bottom: 28 },
      legend: { top: 0, left: 0, icon: 'rect', itemWidth: 12, itemHeight: 12, textStyle: { color: '#3b414b' } },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'category', data: [...months], axisTick: { show: false }, axisLabel: { color: '#3b414b' } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#595f69' } },
      series: series.map(({ name, values }) => ({
        ...{ type: 'bar', name, data: [...values], barMaxWidth: 22, cursor: 'pointer' },
      })),
    });
    chart.on('click', ({ dataIndex }) => {
      const link = links[dataIndex ?? -1];
      if (link) navigate(link);
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [months, series, links, navigate]);
  return <div ref={place} className="months-chart" role="img" aria-label={label} />;
}
