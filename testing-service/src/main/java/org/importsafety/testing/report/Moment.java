package org.importsafety.testing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.importsafety.calendar.WorkingDays;

/** When something was done at a laboratory: some write the instant, some only the day, which is a day in Korea. */
record Moment(Instant at, boolean wholeDay) {
    static Moment parse(String text) throws DateTimeParseException {
        return text.length() == 10
                ? new Moment(
                        LocalDate.parse(text).atStartOfDay(WorkingDays.KOREA).toInstant(), true)
                : new Moment(OffsetDateTime.parse(text).toInstant(), false);
    }

    /** As far as it can be told. */
    boolean isBefore(Moment other) {
        return wholeDay || other.wholeDay ? day().isBefore(other.day()) : at.isBefore(other.at);
    }

    private LocalDate day() {
        return at.atZone(WorkingDays.KOREA).toLocalDate();
    }
}
