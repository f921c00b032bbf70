package org.importsafety.sandbox.shop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The visitors' carts, in memory; those that nobody has touched for longest make room. */
final class Carts {

    private static final int MOST = 2000;

    private final Map<String, Cart> byVisitor = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cart> eldest) {
            return size() > MOST;
        }
    };

    /** @param visitor null for one who has no cart yet */
    synchronized Cart of(String visitor) {
        return visitor == null ? Cart.EMPTY : byVisitor.getOrDefault(visitor, Cart.EMPTY);
    }

    synchronized void change(String visitor, UnaryOperator<Cart> change) {
        byVisitor.put(visitor, change.apply(of(visitor)));
    }

    /** Takes the cart away, so that nobody pays for it twice by pressing twice. */
    synchronized Cart take(String visitor) {
        Cart taken = byVisitor.remove(visitor);
        return taken == null ? Cart.EMPTY : taken;
    }
}
