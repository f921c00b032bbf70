/**
 * The platform's shop as a visitor sees it: search, product, cart, checkout, orders, as pages and as JSON. An outside consumer: it knows
 * topics and JSON only, none of the services' classes. What is off sale it asks at every step anew, last when the order is paid.
 */
package org.importsafety.sandbox.shop;
