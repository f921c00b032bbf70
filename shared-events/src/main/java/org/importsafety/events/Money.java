package org.importsafety.events;

/** A sum in one currency. @param amount minor units @param currency ISO 4217 */
public record Money(String currency, long amount) {}
