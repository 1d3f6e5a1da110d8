package io.confab.bench;

import java.util.List;
import java.util.Locale;

/** A drawing of what a delivery costs, one bar for each server. Follows the reader's choice of light or dark. */
final class Chart {

    private static final int WIDTH = 760;
    private static final int LABELS = 230;
    private static final int VALUES = 110;
    private static final int BAR = 18;
    private static final int ROW = 28;
    private static final int TITLE = 44;
    private static final int MARGIN = 16;

    private final StringBuilder svg = new StringBuilder();
    private int y = MARGIN;

    static String of(Findings findings) {
        var chart = new Chart();
        chart.group("CPU for one delivery in µs: one room of 500, saturated", findings.room());
        chart.group("CPU for one delivery in µs: 50 rooms of 10, 50 senders, saturated", findings.rooms());
        return chart.whole();
    }

    private void group(String title, List<FanOutRow> rows) {
        var measured = rows.stream().filter(row -> row.skipped() == null).toList();
        if (measured.isEmpty()) {
            return;
        }
        y += TITLE;
        add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>", MARGIN, y - ROW / 2, title);
        double most =
                measured.stream().mapToDouble(FanOutRow::microsOfAll).max().orElse(1);
        double scale = (WIDTH - LABELS - VALUES - MARGIN) / most;
        for (var row : measured) {
            double own = row.micros() * scale;
            double beside = row.saturated().microsBeside() * scale;
            int baseline = y + BAR - 4;
            add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LABELS - 8, baseline, row.server());
            add(
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    row.server().startsWith("Confab") ? "confab" : "peer", LABELS, y, own, BAR);
            add(
                    "<rect class=\"beside\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    LABELS + own, y, beside, BAR);
            add(
                    "<text x=\"%.1f\" y=\"%d\">%s%s</text>",
                    LABELS + own + beside + 6,
                    baseline,
                    Goal.number(row.micros()),
                    beside == 0 ? "" : " + " + Goal.number(row.saturated().microsBeside()));
            y += ROW;
        }
    }

    private String whole() {
        y += ROW;
        add(
                "<text class=\"note\" x=\"%d\" y=\"%d\">Second part of a bar: the database or the broker beside it. Only Confab keeps what is said and asks who may hear it.</text>",
                MARGIN, y);
        y += MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="CPU for one delivery">
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328 }
                .title { font-weight: 600; font-size: 14px }
                .note { font-size: 12px; fill: #59636e }
                .ground { fill: #ffffff }
                .confab { fill: #0969da }
                .peer { fill: #818b98 }
                .beside { fill: #d1d9e0 }
                @media (prefers-color-scheme: dark) {
                  text { fill: #f0f6fc }
                  .note { fill: #9198a1 }
                  .ground { fill: #0d1117 }
                  .confab { fill: #4493f8 }
                  .peer { fill: #9198a1 }
                  .beside { fill: #3d444d }
                }
                </style>
                <rect class="ground" width="100%%" height="100%%"/>
                """.formatted(WIDTH, y) + svg + "</svg>\n";
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
