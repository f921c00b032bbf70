package org.importsafety.sandbox.month;

import java.time.YearMonth;
import java.util.List;
import org.importsafety.sandbox.input.CategoryQuota;

/** The month's campaign as the officer opens it; either a plan or the same number of every category. */
public record Campaign(String month, String rule, Integer top, List<CategoryQuota> plan) {

    public static Campaign of(YearMonth month, String rule, Integer top, List<CategoryQuota> plan) {
        return new Campaign(month.toString(), rule, top, top == null ? plan : null);
    }
}
