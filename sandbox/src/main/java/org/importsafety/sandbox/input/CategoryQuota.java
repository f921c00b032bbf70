package org.importsafety.sandbox.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many listings of a category are tested in the month. */
public record CategoryQuota(String category, int top) {

    static List<CategoryQuota> read(Path file) throws BadInput {
        List<CategoryQuota> plan = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        CsvFile.read(file, List.of("category", "top"), row -> {
            CategoryQuota quota = new CategoryQuota(row.required("category"), (int) row.wholeNumber("top", 1, 1000));
            if (!seen.add(quota.category())) {
                throw new Row.BadField("category", "\"" + quota.category() + "\" is in the plan already");
            }
            plan.add(quota);
        });
        return plan;
    }
}
