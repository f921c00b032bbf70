package org.importsafety.testing.standard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A unit of measurement, by its UCUM code. Every conversion the standards need is a power of ten, so changing a unit
 * moves the decimal point and never rounds. The table is checked against a UCUM implementation in a test.
 *
 * @param code UCUM
 * @param exponent of ten, towards the first unit of its kind
 */
public record Unit(String code, Kind kind, int exponent) {

    /** What can be converted into each other. UCUM knows neither volume fraction nor our colony counts apart. */
    public enum Kind {
        ONE,
        MASS_FRACTION,
        VOLUME_FRACTION,
        CONCENTRATION,
        ACIDITY,
        COLONIES_BY_MASS,
        COLONIES_BY_VOLUME,
        RELEASE,
        MASS_BY_AREA,
        LENGTH,
        FORCE,
        TEMPERATURE,
        ACCELERATION,
        TIME,
        POWER
    }

    private static final Map<String, Unit> BY_NAME = new HashMap<>();

    static {
        add("1", Kind.ONE, 0);
        add("mg/kg", Kind.MASS_FRACTION, 0);
        add("[ppm]", Kind.MASS_FRACTION, 0, "ppm");
        add("ug/g", Kind.MASS_FRACTION, 0, "µg/g");
        add("%", Kind.MASS_FRACTION, 4);
        add("g/kg", Kind.MASS_FRACTION, 3);
        add("mg/g", Kind.MASS_FRACTION, 3);
        add("ug/kg", Kind.MASS_FRACTION, -3, "µg/kg");
        add("[ppb]", Kind.MASS_FRACTION, -3, "ppb");
        add("%{vol}", Kind.VOLUME_FRACTION, 0, "% v/v", "%(v/v)");
        add("mg/L", Kind.CONCENTRATION, 0, "mg/l");
        add("g/L", Kind.CONCENTRATION, 3, "g/l");
        add("ug/mL", Kind.CONCENTRATION, 0, "µg/mL", "ug/ml", "µg/ml");
        add("ug/L", Kind.CONCENTRATION, -3, "µg/L", "ug/l", "µg/l");
        add("[pH]", Kind.ACIDITY, 0, "pH");
        add("[CFU]/g", Kind.COLONIES_BY_MASS, 0, "CFU/g");
        add("[CFU]/mL", Kind.COLONIES_BY_VOLUME, 0, "CFU/mL", "[CFU]/ml", "CFU/ml");
        add("ug/cm2/wk", Kind.RELEASE, 0, "µg/cm²/week", "ug/cm2/week", "µg/cm2/week", "ug/cm²/week");
        add("ug/cm2", Kind.MASS_BY_AREA, 0, "µg/cm²", "µg/cm2");
        add("mm", Kind.LENGTH, 0);
        add("cm", Kind.LENGTH, 1);
        add("m", Kind.LENGTH, 3);
        add("N", Kind.FORCE, 0);
        add("kN", Kind.FORCE, 3);
        add("Cel", Kind.TEMPERATURE, 0, "°C");
        add("m/s2", Kind.ACCELERATION, 0, "m/s²");
        add("ms", Kind.TIME, 0);
        add("s", Kind.TIME, 3);
        add("mW", Kind.POWER, 0);
        add("W", Kind.POWER, 3);
    }

    private static void add(String code, Kind kind, int exponent, String... aliases) {
        Unit unit = new Unit(code, kind, exponent);
        BY_NAME.put(code, unit);
        for (String alias : aliases) {
            BY_NAME.put(alias, unit);
        }
    }

    /** @param name a UCUM code or a usual spelling of it; both characters that look like a Greek mu are taken */
    public static Optional<Unit> of(String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(BY_NAME.get(name.replace('\u03bc', '\u00b5')));
    }

    public boolean convertsTo(Unit other) {
        return kind == other.kind;
    }

    /** The same quantity in another unit of its kind, exactly. */
    public BigDecimal convert(BigDecimal value, Unit to) {
        if (!convertsTo(to)) {
            throw new IllegalArgumentException(code + " does not convert to " + to.code);
        }
        return value.scaleByPowerOfTen(exponent - to.exponent);
    }

    static Iterable<Unit> all() {
        return Map.copyOf(BY_NAME).values().stream().distinct().toList();
    }
}
