package org.importsafety.sandbox.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.shop.Answer.Reason;

/**
 * Problem details (RFC 9457).
 *
 * @param errors each field that is wrong; null for none
 * @param refused each line that cannot be bought, and why; null for none
 */
record Problem(String type, String title, int status, String detail, List<Wrong> errors, List<Refused> refused) {

    record Wrong(String field, String message) {}

    record Refused(String listingId, String sku, Reason reason, String detail, Block block) {
        static Refused of(Answer.No no, Words words) {
            return new Refused(no.wish().listingId(), no.wish().sku(), no.reason(), words.why(no), no.block());
        }
    }

    static Problem of(int status, String detail) {
        return of(status, detail, List.of(), List.of());
    }

    static Problem wrong(String field, String message) {
        return of(422, field + ": " + message, List.of(new Wrong(field, message)), List.of());
    }

    /** Of lines of which some are refused: the first of the reasons says what it is in HTTP. */
    static Problem refusal(Bill bill, Words words) {
        List<Wrong> wrong = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < bill.lines().size(); i++) {
            if (bill.lines().get(i) instanceof Answer.No no) {
                refused.add(Refused.of(no, words));
                if (no.reason().field() != null) {
                    wrong.add(new Wrong("lines[" + i + "]." + no.reason().field(), words.why(no)));
                }
            }
        }
        return of(statusOf(bill.refused()), words.say("checkout.refused", refused.size()), wrong, refused);
    }

    static Problem refusal(Answer.No no, Words words) {
        return refusal(no.reason().status(), no, words);
    }

    static Problem refusal(int status, Answer.No no, Words words) {
        String why = words.why(no);
        String field = no.reason().field();
        return of(
                status,
                why,
                field == null ? List.of() : List.of(new Wrong(field, why)),
                List.of(Refused.of(no, words)));
    }

    private static int statusOf(List<Answer.No> refused) {
        return refused.stream()
                .map(Answer.No::reason)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .status();
    }

    private static Problem of(int status, String detail, List<Wrong> errors, List<Refused> refused) {
        return new Problem(
                "about:blank",
                title(status),
                status,
                detail,
                errors.isEmpty() ? null : errors,
                refused.isEmpty() ? null : refused);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            default -> "Internal Server Error";
        };
    }
}
