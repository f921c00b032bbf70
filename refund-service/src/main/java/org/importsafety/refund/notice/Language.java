package org.importsafety.refund.notice;

import java.util.Arrays;
import java.util.Locale;

/** The languages that notices are written in. */
enum Language {
    KO,
    EN,
    ZH;

    /** As on the wire: the language's ISO 639 code. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param tag an IETF language tag, en-GB for instance; may be null @return null when notices are not written in it */
    static Language of(String tag) {
        String code = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
