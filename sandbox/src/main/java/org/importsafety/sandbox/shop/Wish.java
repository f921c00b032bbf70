package org.importsafety.sandbox.shop;

/** What a buyer asks for. @param sku null where the buyer does not care: the item's first */
record Wish(String listingId, String sku, int quantity) {

    /** The same thing, however many of it. */
    boolean isSameAs(Wish other) {
        return listingId.equals(other.listingId) && sku.equals(other.sku);
    }

    Wish of(int other) {
        return new Wish(listingId, sku, other);
    }
}
