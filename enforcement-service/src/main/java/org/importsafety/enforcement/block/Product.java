package org.importsafety.enforcement.block;

/** The keys by which a product is known beside its listing's id; each may be unknown. */
record Product(String gtin, String model, String certificateNo) {
    static final Product UNKNOWN = new Product(null, null, null);
}
