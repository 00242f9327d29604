// Draws the charts of a report. The options of each are data in a script of
// type application/json; nothing in them is ever run. Colours in them are names
// of CSS variables, so that the charts follow the page's scheme.
(function () {
  "use strict";
  var root = document.documentElement;

  function css(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  // Ways to draw a mark that ECharts has no series for, by the name in the options.
  var marks = {
    // A day of a calendar: a square whose third value is its side as a share of
    // the largest; 0 is a day without a run, -1 such a day away. The fourth value is
    // 1 for a day that a finding is about, 2 for a race.
    day: function (params, api) {
      var at = api.coord([api.value(0), api.value(1)]);
      var cell = api.size([1, 1]);
      var side = api.value(2);
      var w = 3, h = 3;
      if (side > 0) {
        w = h = Math.min(cell[0], cell[1]) * 0.86 * side;
      } else if (side < 0) {
        w = cell[0] * 0.5;
        h = 2;
      }
      var style = { fill: api.visual("color") };
      if (api.value(3) === 2) {
        var r = Math.min(cell[0], cell[1]) * 0.62;
        return {
          type: "polygon",
          shape: { points: [[at[0], at[1] - r], [at[0] + r, at[1]], [at[0], at[1] + r], [at[0] - r, at[1]]] },
          style: style,
        };
      }
      if (api.value(3) === 1) {
        style.stroke = css("--verm");
        style.lineWidth = 2;
      }
      return { type: "rect", shape: { x: at[0] - w / 2, y: at[1] - h / 2, width: w, height: h }, style: style };
    },
    // A bracket below the rows of a calendar, from one column to another, over a
    // number; with a fourth value the name of the series is its unit.
    bracket: function (params, api) {
      var grid = params.coordSys;
      var cell = api.size([1, 1])[0];
      // A place within a column is the fraction of its number.
      var place = function (at) {
        return api.coord([Math.floor(at), 0])[0] + (at - Math.floor(at) - 0.5) * cell;
      };
      var from = place(api.value(0)) + 1;
      var to = place(api.value(1)) - 1;
      var y = grid.y + grid.height + 3;
      var words = { text: api.value(2) + (api.value(3) ? " " + params.seriesName : ""), fill: css("--ink"), font: "650 " + fontSize() + "px " + css("--sans") };
      var half = words.text.length * fontSize() * 0.31;
      words.x = Math.max(grid.x + half, Math.min(grid.x + grid.width - half, (from + to) / 2));
      words.y = y + 4;
      words.align = "center";
      return {
        type: "group",
        children: [
          { type: "polyline", shape: { points: [[from, y - 3], [from, y], [to, y], [to, y - 3]] }, style: { stroke: css("--verm"), lineWidth: 1.5, fill: null } },
          { type: "text", style: words },
        ],
      };
    },
    // The runs of a class as dots, stacked in columns, with their number at the end:
    // how many, the row, how many to a column, the most columns, how far above or below
    // the middle of the row in pixels, and 1 for hollow, 2 for what a finding is about.
    dots: function (params, api) {
      var grid = params.coordSys;
      var n = api.value(0), stack = api.value(2), kind = api.value(5);
      var pitch = Math.min(11, (grid.width - 2.5 * fontSize()) / api.value(3));
      var top = api.coord([0, api.value(1)])[1] + api.value(4);
      var color = api.visual("color");
      var style = kind === 1 ? { fill: css("--paper"), stroke: color, lineWidth: 1.5 } : { fill: color };
      var children = [];
      for (var i = 0; i < n; i++) {
        children.push({
          type: "circle",
          shape: { cx: grid.x + (Math.floor(i / stack) + 0.5) * pitch, cy: top + (i % stack) * pitch, r: pitch / 2 - (kind === 1 ? 1.75 : 1) },
          style: style,
        });
      }
      children.push({
        type: "text",
        style: {
          text: String(n), fill: css(kind === 1 ? "--soft" : "--ink"), verticalAlign: "middle",
          font: (kind === 2 ? "650 " : "") + fontSize() + "px " + css("--sans"),
          x: grid.x + Math.ceil(n / stack) * pitch + 6, y: top + (stack - 1) * pitch / 2,
        },
      });
      return { type: "group", children: children };
    },
  };

  // Puts colours and ways to draw in the place of their names.
  function revive(value, key) {
    if (key === "renderItem") {
      return marks[value];
    }
    if (typeof value === "string") {
      var variable = /^var\((--[a-z]+)\)$/.exec(value);
      return variable ? css(variable[1]) : value;
    }
    if (value && typeof value === "object") {
      Object.keys(value).forEach(function (k) {
        value[k] = revive(value[k], k);
      });
    }
    return value;
  }

  // The room of a chart is fixed: its labels grow with the text of the page, up to
  // what fits. Its table has no such limit.
  function fontSize() {
    return Math.min(0.8125 * parseFloat(getComputedStyle(root).fontSize), 14);
  }

  function theme() {
    var size = fontSize();
    var text = { color: css("--soft"), fontFamily: css("--sans"), fontSize: size };
    var axis = {
      axisLine: { show: true, lineStyle: { color: css("--hair"), width: 1 } },
      axisTick: { show: false },
      axisLabel: text,
      splitLine: { show: false, interval: 0 },
    };
    var still = { silent: false, cursor: "default", emphasis: { disabled: true }, label: { fontSize: size, fontFamily: css("--sans") } };
    var line = { silent: true, animation: false, label: { fontSize: size, fontFamily: css("--sans"), distance: [0, 4] } };
    return {
      backgroundColor: "transparent",
      textStyle: text,
      categoryAxis: axis,
      // The unit stands to the left of the foot of its axis.
      valueAxis: Object.assign({ nameMoveOverlap: false, nameTextStyle: { align: "right", verticalAlign: "bottom", padding: [0, 12, 0, 0] } }, axis),
      // The places of axes are fixed; ECharts 6 would move them to fit its labels.
      grid: { outerBoundsMode: "none" },
      bar: Object.assign({ markLine: line }, still),
      // Lines run under dots.
      scatter: Object.assign({ markLine: Object.assign({ z: 1 }, line), itemStyle: { opacity: 1 } }, still),
      line: still,
      custom: still,
      tooltip: {
        renderMode: "richText",
        confine: true,
        transitionDuration: 0,
        backgroundColor: css("--paper"),
        borderColor: css("--hair"),
        borderWidth: 1,
        padding: [6, 10],
        textStyle: { color: css("--ink"), fontFamily: css("--sans"), fontSize: size },
        axisPointer: { type: "none" },
      },
    };
  }

  var charts = [];

  function draw(el) {
    var source = document.getElementById(el.id + "-options");
    // A chart in a closed fold has no width yet: its section's does.
    var width = el.clientWidth || el.closest("section").clientWidth;
    var chart = echarts.init(el, theme(), { renderer: "svg", width: width, height: el.clientHeight || parseFloat(el.style.height) });
    chart.setOption(revive(JSON.parse(source.textContent)));
    charts.push({ el: el, chart: chart });
  }

  function redraw() {
    var old = charts;
    charts = [];
    old.forEach(function (c) {
      c.chart.dispose();
      draw(c.el);
    });
  }

  var resized = new ResizeObserver(function (entries) {
    entries.forEach(function (e) {
      charts.forEach(function (c) {
        if (c.el === e.target && e.contentRect.width > 0 && e.contentRect.width !== c.chart.getWidth()) {
          c.chart.resize({ width: e.contentRect.width });
        }
      });
    });
  });

  Array.prototype.forEach.call(document.querySelectorAll(".chart"), function (el) {
    draw(el);
    resized.observe(el);
  });
  // With the charts drawn, their tables may fold.
  Array.prototype.forEach.call(document.querySelectorAll(".twin"), function (el) {
    el.open = false;
  });
  ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].forEach(function (query) {
    matchMedia(query).addEventListener("change", redraw);
  });
})();
