package org.importsafety.sandbox.input;

import java.util.List;

/** Files that cannot be loaded, every complaint as {@code file:line:column: reason}. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1;

    BadInput(String complaint) {
        super(complaint);
    }

    BadInput(List<String> complaints) {
        super(String.join("\n", complaints));
    }
}
