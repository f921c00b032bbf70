package org.importsafety.testing.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.math.BigDecimal;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.junit.jupiter.api.Test;

class UnitTest {

    @Test
    void every_factor_agrees_with_ucum() throws Exception {
        UcumEssenceService ucum;
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            ucum = new UcumEssenceService(essence);
        }
        int compared = 0;
        for (Unit from : Unit.all()) {
            for (Unit to : Unit.all()) {
                if (from.convertsTo(to)) {
                    Decimal theirs = ucum.convert(new Decimal("7"), from.code(), to.code());
                    BigDecimal ours = from.convert(new BigDecimal("7"), to);
                    assertEquals(
                            0,
                            ours.compareTo(new BigDecimal(theirs.asDecimal())),
                            () -> "7 " + from.code() + " in " + to.code() + ": " + ours + ", UCUM: " + theirs);
                    compared++;
                }
            }
        }
        assertTrue(compared > 100, "pairs compared: " + compared);
    }

    @Test
    void every_code_is_ucum() throws Exception {
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            UcumEssenceService ucum = new UcumEssenceService(essence);
            for (Unit unit : Unit.all()) {
                assertEquals(null, ucum.validate(unit.code()), unit.code());
            }
        }
    }

    @Test
    void the_usual_spellings_are_understood() {
        for (String name : new String[] {"ppm", "µg/g", "\u03bcg/g", "CFU/g", "pH", "µg/cm²/week"}) {
            assertTrue(Unit.of(name).isPresent(), name);
        }
        assertFalse(Unit.of("furlong").isPresent());
        assertFalse(Unit.of(null).isPresent());
    }

    @Test
    void what_is_measured_otherwise_does_not_convert() {
        Unit fraction = Unit.of("mg/kg").orElseThrow();
        Unit concentration = Unit.of("mg/L").orElseThrow();
        assertFalse(fraction.convertsTo(concentration));
        assertThrows(IllegalArgumentException.class, () -> fraction.convert(BigDecimal.ONE, concentration));
    }
}
