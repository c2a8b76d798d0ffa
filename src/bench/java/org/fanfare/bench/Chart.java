package org.fanfare.bench;

import java.util.List;

/**
 * A picture of panels, one below the other, over the same x axis: an SVG on a background of its
 * own, light or dark as the reader has it, of a width that can still be read on a phone.
 */
record Chart(String title, String subtitle, String axis, String description, List<Panel> panels) {
  private static final int WIDTH = 520;
  private static final int TOP = 70;
  private static final int PANEL = 185;
  private static final int BOTTOM = 62;

  Chart {
    panels = List.copyOf(panels);
  }

  String svg() {
    int height = TOP + PANEL * panels.size() + BOTTOM;
    StringBuilder svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
            <title>%3$s: %4$s</title>
            <desc>%5$s</desc>
            <style>
            svg { --back: #ffffff; --ink: #1f2328; --soft: #59636e; --grid: #d1d9e0; --speed: #0969da; --cost: #bc4c00 }
            @media (prefers-color-scheme: dark) {
              svg { --back: #0d1117; --ink: #f0f6fc; --soft: #9198a1; --grid: #3d444d; --speed: #58a6ff; --cost: #f0883e }
            }
            rect { fill: var(--back) }
            text { font: 14px system-ui, sans-serif; fill: var(--ink) }
            .title { font-size: 18px; font-weight: 600 }
            .head { font-weight: 600 }
            .soft { fill: var(--soft) }
            .grid { stroke: var(--grid) }
            .speed { --line: var(--speed) }
            .cost { --line: var(--cost) }
            polyline { fill: none; stroke: var(--line); stroke-width: 2.5 }
            circle { fill: var(--line) }
            .value { paint-order: stroke; stroke: var(--back); stroke-width: 4px; stroke-linejoin: round }
            .middle { text-anchor: middle }
            .start { text-anchor: start }
            .end { text-anchor: end }
            </style>
            <rect width="%1$d" height="%2$d" rx="8"/>
            <text x="16" y="30" class="title">%3$s</text>
            <text x="16" y="52" class="soft">%4$s</text>
            """
                .formatted(WIDTH, height, escaped(title), escaped(subtitle), escaped(description)));
    int top = TOP;
    for (Panel panel : panels) {
      svg.append(panel.svg(WIDTH, top, PANEL));
      top += PANEL;
    }
    if (!panels.isEmpty()) {
      svg.append(panels.get(0).ticks(WIDTH, top + 10));
    }
    return svg.append(
            "<text x=\"%d\" y=\"%d\" class=\"soft middle\">%s</text>%n</svg>%n"
                .formatted((Panel.left() + Panel.right(WIDTH)) / 2, top + 40, escaped(axis)))
        .toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
