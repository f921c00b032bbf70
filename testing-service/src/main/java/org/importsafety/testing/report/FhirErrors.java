package org.importsafety.testing.report;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.rest.FieldError;

/** Collects what a FHIR parser finds wrong. Nothing is passed over: a comparator with a typing error decides a verdict. */
final class FhirErrors implements IParserErrorHandler {
    private final List<FieldError> found = new ArrayList<>();

    List<FieldError> found() {
        return List.copyOf(found);
    }

    private void wrong(IParseLocation location, String element, String message) {
        String parent = location == null ? null : location.getParentElementName();
        found.add(new FieldError(parent == null ? element : parent + "." + element, message));
    }

    @Override
    public void containedResourceWithNoId(IParseLocation location) {
        wrong(location, "contained.id", "is missing");
    }

    @Override
    public void incorrectJsonType(
            IParseLocation location,
            String element,
            ValueType expected,
            ScalarType expectedScalar,
            ValueType actual,
            ScalarType actualScalar) {
        wrong(location, element, "must be of the JSON type " + (expectedScalar == null ? expected : expectedScalar));
    }

    @Override
    public void invalidValue(IParseLocation location, String value, String error) {
        wrong(location, "value", error);
    }

    @Override
    public void missingRequiredElement(IParseLocation location, String element) {
        wrong(location, element, "is missing");
    }

    @Override
    public void unexpectedRepeatingElement(IParseLocation location, String element) {
        wrong(location, element, "is there twice");
    }

    @Override
    public void unknownAttribute(IParseLocation location, String element) {
        wrong(location, element, "is no element of FHIR R4 here");
    }

    @Override
    public void unknownElement(IParseLocation location, String element) {
        wrong(location, element, "is no element of FHIR R4 here");
    }

    @Override
    public void unknownReference(IParseLocation location, String reference) {
        wrong(location, "reference", "refers to nothing: " + reference);
    }

    @Override
    public void invalidInternalReference(IParseLocation location, String reference) {
        wrong(location, "reference", "refers to nothing: " + reference);
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(IParseLocation location) {
        wrong(location, "extension", "has a value and extensions of its own");
    }
}
