package org.importsafety.sandbox.shop;

import org.importsafety.sandbox.platform.Block;

/** The shop's word on one wish. */
sealed interface Answer {

    int MOST_OF_ONE = 99;

    Wish wish();

    /** @param amount for all of it, minor units of the item's currency */
    record Yes(Wish wish, Item item, long amount) implements Answer {}

    /** @param item null where the shop has no such listing @param block null unless that is the reason */
    record No(Wish wish, Reason reason, Item item, Block block) implements Answer {}

    /** Why not, and what that is in HTTP. */
    enum Reason {
        UNKNOWN(404),
        NO_SUCH_SKU(422),
        QUANTITY(422),
        CART_FULL(422),
        BLOCKED(409),
        NO_PRICE(409);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }

        /** The field of the wish that is wrong; null when the wish is all right and it is the item's fault. */
        String field() {
            return switch (this) {
                case UNKNOWN, CART_FULL -> "listingId";
                case NO_SUCH_SKU -> "sku";
                case QUANTITY -> "quantity";
                case BLOCKED, NO_PRICE -> null;
            };
        }
    }

    /** @param item null when the shop has none of that id @param block null when nothing is said against the listing */
    static Answer to(Wish asked, Item item, Block block) {
        if (item == null) {
            return new No(asked, Reason.UNKNOWN, null, null);
        }
        Wish wish =
                asked.sku() == null ? new Wish(asked.listingId(), item.skus().get(0), asked.quantity()) : asked;
        if (!item.skus().contains(wish.sku())) {
            return new No(wish, Reason.NO_SUCH_SKU, item, null);
        }
        if (block != null && block.covers(wish.sku())) {
            return new No(wish, Reason.BLOCKED, item, block);
        }
        if (wish.quantity() < 1 || wish.quantity() > MOST_OF_ONE) {
            return new No(wish, Reason.QUANTITY, item, null);
        }
        if (!item.isPriced()) {
            return new No(wish, Reason.NO_PRICE, item, null);
        }
        return new Yes(wish, item, item.price() * wish.quantity());
    }
}
