package org.importsafety.sandbox.lab;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.importsafety.sandbox.Draw;
import org.importsafety.sandbox.lab.Report.Measurement;
import org.importsafety.sandbox.lab.Standard.Limit;

/** What an instrument shows for a limit: well inside when the sample conforms, outside by a ratio such as the press reported otherwise. */
record Reading(Limit limit, Draw draw, boolean fails) {

    /** Measured by limit, as published in 2024 and 2025. */
    private static final List<String> RATIOS = List.of(
            "1.1", "1.37", "1.47", "1.68", "1.99", "2.2", "2.5", "3.06", "3.63", "4.14", "4.33", "5.06", "6.13", "8.1",
            "18", "19.8", "25", "36.7", "43.2", "65", "82", "92.8", "97.4", "142.8", "229.2", "252.3", "400");

    private static final BigDecimal BELOW_SHARE = new BigDecimal("0.35");

    /** More than this nothing shows: a share is no more than all of it, an accelerometer has an end. */
    private static final Map<String, BigDecimal> MOST = Map.of(
            "%", new BigDecimal("100"),
            "%{vol}", new BigDecimal("100"),
            "Cel", new BigDecimal("400"),
            "m/s2", new BigDecimal("10000"));

    private static final BigDecimal WHOLE = new BigDecimal("100");
    private static final BigDecimal RELATIVE_UNCERTAINTY = new BigDecimal("0.06");
    private static final BigDecimal PH_14 = new BigDecimal("14");

    Measurement on(String part) {
        return switch (limit.comparator()) {
            case "PASS" -> measured(part, "PASS_FAIL", fails ? "FAIL" : "PASS", null, null);
            case "BANNED" -> banned(part);
            case "RANGE" -> number(part, fails ? outsideRange() : between("0.3", "0.7", limit.limit(), limit.upper()));
            case "GE" -> number(part, fails ? times("0.4", "0.9") : enough());
            default -> atMost(part);
        };
    }

    private Measurement banned(String part) {
        if (limit.unit().contains("CFU")) {
            String colonies = capped(new BigDecimal("10")).toBigInteger().toString();
            return fails ? measured(part, "COUNT", colonies, null, null) : measured(part, "BELOW", "10", null, "10");
        }
        String loq = "0.5";
        return fails
                ? measured(part, "NUMBER", plain(capped(new BigDecimal(loq))), null, loq)
                : measured(part, "BELOW", loq, null, loq);
    }

    private Measurement atMost(String part) {
        BigDecimal loq = limit.limit().divide(new BigDecimal("20"), MathContext.DECIMAL32);
        if (limit.unit().contains("CFU")) {
            BigDecimal count = fails ? over() : times("0.02", "0.3");
            return measured(part, "COUNT", count.toBigInteger().toString(), null, null);
        }
        if (!fails && draw.happens(BELOW_SHARE)) {
            return measured(part, "BELOW", plain(loq), null, plain(loq));
        }
        return number(part, fails ? over() : times("0.06", "0.5"));
    }

    private BigDecimal over() {
        return capped(limit.limit());
    }

    /** So many times as much, or little more than twice where nothing shows that much. */
    private BigDecimal capped(BigDecimal amount) {
        BigDecimal value = amount.multiply(ratio());
        BigDecimal most = MOST.getOrDefault(limit.unit(), value);
        return value.compareTo(most) > 0 ? amount.multiply(new BigDecimal("2.2")) : value;
    }

    private BigDecimal enough() {
        return limit.unit().equals("%") ? between("0.1", "0.9", limit.limit(), WHOLE) : times("1.1", "1.8");
    }

    private BigDecimal outsideRange() {
        BigDecimal distance = draw.between(new BigDecimal("0.3"), new BigDecimal("1.9"));
        BigDecimal above = limit.upper().add(distance);
        return limit.unit().contains("pH") && above.compareTo(PH_14) > 0
                ? limit.limit().subtract(distance)
                : above;
    }

    private BigDecimal ratio() {
        return new BigDecimal(RATIOS.get(draw.below(RATIOS.size())));
    }

    private BigDecimal times(String least, String most) {
        return draw.between(
                limit.limit().multiply(new BigDecimal(least)), limit.limit().multiply(new BigDecimal(most)));
    }

    private BigDecimal between(String least, String most, BigDecimal from, BigDecimal to) {
        BigDecimal width = to.subtract(from);
        return draw.between(
                from.add(width.multiply(new BigDecimal(least))), from.add(width.multiply(new BigDecimal(most))));
    }

    private Measurement number(String part, BigDecimal value) {
        BigDecimal uncertainty = value.multiply(RELATIVE_UNCERTAINTY).round(new MathContext(2));
        return measured(part, "NUMBER", plain(value), plain(uncertainty), null);
    }

    private Measurement measured(String part, String kind, String value, String uncertainty, String loq) {
        return new Measurement(limit.item(), part, limit.method(), kind, value, limit.unit(), uncertainty, loq, true);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
