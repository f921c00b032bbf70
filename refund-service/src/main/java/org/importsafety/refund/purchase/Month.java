package org.importsafety.refund.purchase;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A month in Korea, as the programme counts months; purchases are kept by it. */
record Month(YearMonth month) {
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    static Month of(Instant instant) {
        return new Month(YearMonth.from(instant.atZone(KOREA)));
    }

    Month minus(int months) {
        return new Month(month.minusMonths(months));
    }

    /** Its first instant, in UTC as the database takes it. */
    OffsetDateTime start() {
        return month.atDay(1).atStartOfDay(KOREA).toInstant().atOffset(ZoneOffset.UTC);
    }
}
