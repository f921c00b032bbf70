package org.importsafety.refund.purchase;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A month in Korea, as the programme counts months; purchases and notices are kept by it. */
public record Month(YearMonth month) {
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    /** A case reaches back twelve months before the close of its campaign. */
    private static final int FEWEST = 13;

    /** @param kept for how many months something is kept that cases need; 0: for good */
    public static void requireEnough(String setting, int kept) {
        if (kept != 0 && kept < FEWEST) {
            throw new IllegalStateException(
                    "%s is %d; it is 0 (kept for good) or %d and more, because a case reaches back"
                                    .formatted(setting, kept, FEWEST)
                            + " twelve months");
        }
    }

    public static Month of(Instant instant) {
        return new Month(YearMonth.from(instant.atZone(KOREA)));
    }

    public Month minus(int months) {
        return new Month(month.minusMonths(months));
    }

    /** Its first instant, in UTC as the database takes it. */
    public OffsetDateTime start() {
        return month.atDay(1).atStartOfDay(KOREA).toInstant().atOffset(ZoneOffset.UTC);
    }
}
