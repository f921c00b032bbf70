package org.importsafety.rest;

/** What is wrong with one field of a request. @param field a path such as {@code measurements[2].unit} */
public record FieldError(String field, String message) {}
