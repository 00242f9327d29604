// The parts of Apache ECharts that the charts of a report use, and no more.
// build.sh bundles this file into echarts.min.js, as the global "echarts".
export { init } from "echarts/core";
import { use } from "echarts/core";
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart, CustomChart, LineChart, ScatterChart,
  GridComponent, MarkLineComponent, TooltipComponent,
  SVGRenderer,
]);
