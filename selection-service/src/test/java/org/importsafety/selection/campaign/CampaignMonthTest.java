package org.importsafety.selection.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignMonthTest {
    private static final CampaignMonth MARCH = month("2011-03");

    @ParameterizedTest
    @CsvSource({
        "2011-02-28T14:59:59.999999Z, 2011-02",
        "2011-02-28T15:00:00Z, 2011-03",
        "2011-03-31T14:59:59Z, 2011-03",
        "2011-03-31T15:00:00Z, 2011-04",
        "2011-12-31T15:00:00Z, 2012-01",
        "2012-02-29T14:59:59Z, 2012-02",
    })
    void a_payment_belongs_to_the_month_in_korea(Instant paidAt, String month) {
        assertEquals(month, CampaignMonth.of(paidAt).toString());
    }

    @Test
    void a_month_ends_at_midnight_in_korea() {
        assertEquals(Instant.parse("2011-03-31T15:00:00Z"), MARCH.end());
    }

    @Test
    void the_nominal_close_is_the_fourth_at_nine_in_korea() {
        assertEquals(Instant.parse("2011-04-04T00:00:00Z"), MARCH.nominalClose());
        assertEquals(Instant.parse("2012-01-04T00:00:00Z"), month("2011-12").nominalClose());
    }

    @Test
    void refunds_reach_twelve_calendar_months_back_from_the_nominal_close() {
        assertEquals(Instant.parse("2010-04-04T00:00:00Z"), MARCH.refundFrom());
        assertEquals(Instant.parse("2011-03-04T00:00:00Z"), month("2012-02").refundFrom());
    }

    @Test
    void a_pass_counts_for_six_calendar_months() {
        assertEquals(Instant.parse("2010-10-04T00:00:00Z"), MARCH.passesCountFrom());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2011-13", "2011-00", "2011-3", "2011-03-01", "+2011-03", "march"})
    void what_is_no_month_is_refused(String text) {
        assertTrue(CampaignMonth.parse(text).isEmpty());
    }

    static CampaignMonth month(String text) {
        return CampaignMonth.parse(text).orElseThrow();
    }
}
