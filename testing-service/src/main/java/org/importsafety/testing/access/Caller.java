package org.importsafety.testing.access;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who asks, by the token.
 *
 * @param sub opaque: no name of a person
 * @param lab the laboratory that a lab's token speaks for, or null
 */
public record Caller(String sub, boolean isOfficer, boolean isLab, String lab) {

    public static Caller of(JsonWebToken token) {
        return new Caller(
                token.getSubject(),
                token.getGroups().contains("officer"),
                token.getGroups().contains("lab"),
                token.getClaim("lab"));
    }

    /** A laboratory works on its own orders only. */
    public boolean mayWorkFor(String orderedLab) {
        return isOfficer || isLab && orderedLab.equals(lab);
    }
}
