package org.importsafety.enforcement.relisting;

import java.text.Normalizer;
import java.util.Optional;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;

/**
 * A Global Trade Item Number in one form for all: GTIN-8, GTIN-12 (UPC-A), GTIN-13 (EAN) and GTIN-14 of one product
 * become the same 14 digits. The indicator digit of a GTIN-14 says how many are in the box, not what is: it is set to 0.
 * Numbers that each shop gives by itself (GS1 General Specifications 1.4.2 and 2.1.11: prefixes 02, 04 and 2) are those
 * of many products, so they are none here.
 */
final class Gtin {
    private static final int DIGITS = 14;

    private Gtin() {}

    /** Nothing where the number has another length or a wrong check digit, or is no product's own. */
    static Optional<String> normal(String written) {
        String digits = written == null
                ? ""
                : Normalizer.normalize(written, Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{8}|[0-9]{12,14}")) {
            return Optional.empty();
        }
        String padded = "0".repeat(DIGITS - digits.length()) + digits;
        return EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(padded) && isOneProducts(digits, padded)
                ? Optional.of(single(padded))
                : Optional.empty();
    }

    private static boolean isOneProducts(String digits, String padded) {
        if (digits.length() == 8) {
            return digits.charAt(0) != '0' && digits.charAt(0) != '2';
        }
        String gtin13 = padded.substring(1);
        return !gtin13.matches("0[24].*|2.*|0+.");
    }

    private static String single(String padded) {
        String item = "0" + padded.substring(1, DIGITS - 1);
        try {
            return item + EAN13CheckDigit.EAN13_CHECK_DIGIT.calculate(item);
        } catch (CheckDigitException e) {
            throw new IllegalStateException("No check digit for " + item, e);
        }
    }
}
