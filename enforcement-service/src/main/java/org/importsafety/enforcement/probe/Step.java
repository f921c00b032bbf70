package org.importsafety.enforcement.probe;

/** What a stranger does to buy, in this order. */
enum Step {
    SEARCH,
    PAGE,
    CART,
    CHECKOUT
}
