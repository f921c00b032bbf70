package org.importsafety.enforcement.suspicion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.enforcement.suspicion.Postings.Posting;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private final Map<String, UUID> ids = new LinkedHashMap<>();
    private final Map<String, List<Posting>> byTerm = new HashMap<>();

    @Test
    void half_of_the_shorter_titles_words_are_enough_and_the_nearest_comes_first() {
        product("same", "brooch", "crystal", "star");
        product("longer", "brooch", "crystal", "gift", "lady", "party", "silver", "star");
        product("two of four", "crystal", "glass", "star", "vase");
        product("one of three", "star", "trek", "wars");
        product("one of two", "moon", "star");
        assertEquals(List.of("same", "longer", "two of four", "one of two"), nearest("brooch", "crystal", "star"));
    }

    @Test
    void a_piece_of_the_image_comes_before_any_title_and_is_no_word_of_one() {
        product("title", "brooch", "crystal");
        product("image", "glass", "vase", "#0abcd", "#1ef01");
        product("part of the image", "glass", "vase", "#0abcd");
        assertEquals(List.of("image", "part of the image", "title"), nearest("brooch", "crystal", "#0abcd", "#1ef01"));
        product("half", "brooch", "silver");
        assertEquals(List.of("title", "half"), nearest("brooch", "crystal", "#3abcd"));
    }

    @Test
    void of_very_many_only_the_nearest_are_named() {
        for (int i = 0; i < 30; i++) {
            product("near " + i, "brooch", "crystal", "star", "moon");
        }
        product("nearest", "brooch", "crystal", "star");
        List<String> named = nearest("brooch", "crystal", "star");
        assertEquals(20, named.size());
        assertEquals("nearest", named.get(0));
    }

    @Test
    void nothing_is_near_a_listing_without_a_word() {
        product("any", "brooch");
        assertEquals(List.of(), nearest());
    }

    private List<String> nearest(String... terms) {
        Map<UUID, String> names = new HashMap<>();
        ids.forEach((name, id) -> names.put(id, name));
        return new Postings(byTerm)
                .nearest(List.of(terms)).stream().map(names::get).toList();
    }

    private void product(String name, String... terms) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes());
        ids.put(name, id);
        int words = (int)
                List.of(terms).stream().filter(term -> !term.startsWith("#")).count();
        for (String term : terms) {
            byTerm.computeIfAbsent(term, ignored -> new ArrayList<>()).add(new Posting(id, words));
        }
    }
}
