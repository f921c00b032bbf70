package org.importsafety.testing.report;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;

/**
 * A report as an HL7 FHIR R4 DiagnosticReport with its Observations and its Specimen contained. What FHIR has no
 * element for stands in extensions {@code urn:importsafety:<our field>}, on the report or on the Observation.
 */
final class FhirReport {
    static final String EXTENSION = "urn:importsafety:";

    private final Translation to = new Translation();

    /** Made with the first report: the definitions of R4 cost memory and a second. */
    private static final class R4 {
        static final FhirContext CONTEXT = FhirContext.forR4();
    }

    private FhirReport() {}

    /** @return empty where the text is no DiagnosticReport in JSON */
    static Optional<Translation> read(String text) {
        FhirErrors errors = new FhirErrors();
        DiagnosticReport parsed;
        try {
            IParser parser = R4.CONTEXT.newJsonParser();
            parser.setParserErrorHandler(errors);
            parsed = parser.parseResource(DiagnosticReport.class, text);
        } catch (DataFormatException | NullPointerException e) {
            // The parser throws the latter at an extension that is no object.
            return Optional.empty();
        }
        FhirReport report = new FhirReport();
        errors.found().forEach(error -> report.to.wrong(error.field(), error.message()));
        if (errors.found().isEmpty()) {
            report.take(parsed);
        }
        return Optional.of(report.to);
    }

    private void take(DiagnosticReport report) {
        String at = "DiagnosticReport.";
        to.put("reportNo", report.getIdentifierFirstRep().getValue(), at + "identifier[0].value");
        to.put("status", status(report), at + "status");
        to.put("testedFrom", tested(report, Period::getStartElement), at + "effectivePeriod.start");
        to.put("testedTo", tested(report, Period::getEndElement), at + "effectivePeriod.end");
        to.put("issuedAt", report.getIssuedElement().getValueAsString(), at + "issued");
        to.put("labVerdict", word(report.getConclusionCodeFirstRep()), at + "conclusionCode[0].coding[0].code");
        to.put(
                "signedBy",
                report.getResultsInterpreterFirstRep().getIdentifier().getValue(),
                at + "resultsInterpreter[0].identifier.value");
        Specimen specimen =
                report.getSpecimenFirstRep().getResource() instanceof Specimen found ? found : new Specimen();
        String sample = at + "specimen[0].resolve().";
        to.put("sampleId", specimen.getIdentifierFirstRep().getValue(), sample + "identifier[0].value");
        to.put("receivedAt", specimen.getReceivedTimeElement().getValueAsString(), sample + "receivedTime");
        for (String field : List.of("revision", "decisionRule", "documentSha256")) {
            to.put(field, null, at + extension(field));
        }
        extensions(report).forEach(one -> to.put(name(one), value(one.getValue()), at + extension(name(one))));
        for (int i = 0; i < report.getResult().size(); i++) {
            String result = at + "result[" + i + "]";
            if (report.getResult().get(i).getResource() instanceof Observation observation) {
                row(observation, result + ".resolve().");
            } else {
                to.wrong(result, "must refer to a contained Observation");
            }
        }
        to.put("measurements", null, at + "result");
        to.put("parts", null, at + "result.resolve().bodySite");
    }

    private String status(DiagnosticReport report) {
        if (report.getStatus() == null) {
            return null;
        }
        switch (report.getStatus()) {
            case PRELIMINARY, PARTIAL:
                return "PARTIAL";
            case FINAL, AMENDED, CORRECTED:
                return "FINAL";
            default:
                to.wrong("DiagnosticReport.status", "must be preliminary, partial, final, amended or corrected");
                return null;
        }
    }

    /** A single day or instant is both. */
    private static String tested(DiagnosticReport report, Function<Period, DateTimeType> end) {
        if (report.hasEffectiveDateTimeType()) {
            return report.getEffectiveDateTimeType().getValueAsString();
        }
        return report.hasEffectivePeriod()
                ? end.apply(report.getEffectivePeriod()).getValueAsString()
                : null;
    }

    private void row(Observation observation, String at) {
        to.row();
        to.putInRow("item", word(observation.getCode()), at + "code.coding[0].code");
        to.putInRow("method", word(observation.getMethod()), at + "method.coding[0].code");
        String part = word(observation.getBodySite());
        to.putInRow("part", part, at + "bodySite.text");
        for (String field : List.of("accredited", "uncertainty", "loq")) {
            to.putInRow(field, null, at + extension(field));
        }
        for (String field : List.of("material", "skinContact")) {
            to.putInPart(part, field, null, at + extension(field));
        }
        value(observation, at);
        for (Extension one : extensions(observation)) {
            String name = name(one);
            String place = at + extension(name);
            if (name.equals("material") || name.equals("skinContact")) {
                to.putInPart(part, name, value(one.getValue()), place);
            } else {
                to.putInRow(name, value(one.getValue()), place);
            }
        }
    }

    private void value(Observation observation, String at) {
        Type value = observation.getValue();
        if (value instanceof BooleanType flag) {
            passOrFail(flag.booleanValue() ? "PASS" : "FAIL", at + "valueBoolean");
        } else if (value instanceof CodeableConcept concept) {
            passOrFail(word(concept), at + "valueCodeableConcept.coding[0].code");
        } else if (value instanceof Quantity quantity) {
            quantity(quantity, at + "valueQuantity.");
        } else {
            to.wrong(at + "value[x]", "must be a valueQuantity, a valueCodeableConcept or a valueBoolean");
        }
    }

    private void passOrFail(String word, String place) {
        to.putInRow("kind", "PASS_FAIL", place);
        to.putInRow("value", word, place);
    }

    private void quantity(Quantity quantity, String at) {
        QuantityComparator comparator = quantity.getComparator();
        String kind = null;
        if (comparator == null) {
            kind = "NUMBER";
        } else if (comparator == QuantityComparator.LESS_THAN) {
            kind = "BELOW";
        } else if (comparator == QuantityComparator.GREATER_THAN) {
            kind = "ABOVE";
        } else {
            to.wrong(at + "comparator", "must be < or >, or left out");
        }
        to.putInRow("kind", kind, at + "comparator");
        to.putInRow("value", quantity.hasValue() ? quantity.getValue().toPlainString() : null, at + "value");
        to.putInRow("unit", quantity.hasCode() ? quantity.getCode() : quantity.getUnit(), at + "code");
    }

    /** The code, else the text. @return null where there is neither */
    private static String word(CodeableConcept concept) {
        String code = concept.getCodingFirstRep().getCode();
        return code == null ? concept.getText() : code;
    }

    private static List<Extension> extensions(DomainResource resource) {
        return resource.getExtension().stream()
                .filter(one -> one.getUrl() != null && one.getUrl().startsWith(EXTENSION))
                .toList();
    }

    private static String name(Extension extension) {
        return extension.getUrl().substring(EXTENSION.length());
    }

    private static String extension(String name) {
        return "extension('" + EXTENSION + name + "')";
    }

    /** As it would be in our own form, where a decimal is a string. */
    private static Object value(Type value) {
        if (value instanceof BooleanType flag) {
            return flag.getValue();
        }
        if (value instanceof IntegerType number) {
            return number.getValue();
        }
        if (value instanceof DecimalType number) {
            return number.getValue().toPlainString();
        }
        return value == null ? null : value.primitiveValue();
    }
}
