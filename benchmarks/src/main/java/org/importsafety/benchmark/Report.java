package org.importsafety.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.importsafety.benchmark.Goal.Judged;

/** What a benchmark came to, for the terminal and for the document. */
record Report(Benchmark benchmark, Effort effort, Machine machine, Outcome outcome) {

    String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : table()) {
            text.append("  %-22s".formatted(row.get(0)));
            row.subList(1, row.size())
                    .forEach(cell -> text.append("%-14s".formatted(cell)).append(' '));
            text.append('\n');
        }
        for (Judged judged : judged()) {
            text.append("  ")
                    .append(judged.met() ? "met     " : "missed  ")
                    .append(judged.goal())
                    .append(": ")
                    .append(judged.measured())
                    .append('\n');
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + benchmark.name() + "\n\n");
        text.append(benchmark.question()).append("\n\n");
        List<List<String>> table = table();
        text.append(line(table.get(0)));
        text.append(line(table.get(0).stream().map(cell -> "---").toList()));
        table.subList(1, table.size()).forEach(row -> text.append(line(row)));
        text.append("\n| goal | measured | |\n|---|---|---|\n");
        judged().forEach(judged ->
                text.append(line(List.of(judged.goal(), judged.measured(), judged.met() ? "met" : "**missed**"))));
        text.append("\n%s, %d rounds of %d s each after %d s to warm up%s; %s; %s.\n"
                .formatted(
                        LocalDate.now(),
                        effort.rounds(),
                        effort.round().toSeconds(),
                        effort.warmUp().toSeconds(),
                        effort.quick() ? " (quick: small tables)" : "",
                        machine.inWords(),
                        machine.stateInWords()));
        return text.toString();
    }

    private List<Judged> judged() {
        return benchmark.goals().stream().map(goal -> goal.judge(outcome)).toList();
    }

    /** Medians of the rounds, then the least and the most of the first figure, which tell how far rounds lie apart. */
    private List<List<String>> table() {
        List<Figure> figures = benchmark.figures();
        Figure first = figures.get(0);
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("contender"));
        figures.forEach(figure -> head.add(figure.title()));
        head.add(first.title() + " of the rounds");
        head.add("lost");
        rows.add(head);
        for (String contender : outcome.samples().keySet()) {
            List<String> row = new ArrayList<>(List.of(contender));
            figures.forEach(figure -> row.add(figure.shown(outcome.median(figure, contender))));
            row.add(first.shown(outcome.least(first, contender)) + " to "
                    + first.shown(outcome.most(first, contender)));
            row.add(String.valueOf(outcome.lost(contender)));
            rows.add(row);
        }
        return rows;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
