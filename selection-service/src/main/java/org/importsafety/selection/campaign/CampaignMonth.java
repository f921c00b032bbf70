package org.importsafety.selection.campaign;

import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** A calendar month in Korea: [1st 00:00, next 1st 00:00) Asia/Seoul, by the instant of payment. */
public record CampaignMonth(YearMonth value) {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Pattern FORM = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
    private static final int REFUND_MONTHS = 12;
    private static final int PASS_MONTHS = 6;

    public static CampaignMonth of(Instant paidAt) {
        return new CampaignMonth(YearMonth.from(paidAt.atZone(SEOUL)));
    }

    /** @param text YYYY-MM */
    public static Optional<CampaignMonth> parse(String text) {
        return text != null && FORM.matcher(text).matches()
                ? Optional.of(new CampaignMonth(YearMonth.parse(text)))
                : Optional.empty();
    }

    public Instant end() {
        return value.plusMonths(1).atDay(1).atStartOfDay(SEOUL).toInstant();
    }

    /** The 4th of the following month, 09:00: three full days for late data. */
    public Instant nominalClose() {
        return closing().toInstant();
    }

    /** Lines paid from here on are refunded if the listing fails. */
    public Instant refundFrom() {
        return closing().minusMonths(REFUND_MONTHS).toInstant();
    }

    /** Who passed after this instant, and has not changed since, is not tested again. */
    public Instant passesCountFrom() {
        return closing().minusMonths(PASS_MONTHS).toInstant();
    }

    private ZonedDateTime closing() {
        return value.plusMonths(1).atDay(4).atTime(LocalTime.of(9, 0)).atZone(SEOUL);
    }

    /** YYYY-MM, as on the wire. */
    @Override
    public String toString() {
        return value.toString();
    }
}
