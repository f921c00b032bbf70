package org.importsafety.enforcement.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where and how the shop is looked at. Without its address nobody looks, and no block is ever VERIFIED. */
@ConfigMapping(prefix = "probe")
interface ProbeSettings {
    /** Address of the shop, without a slash at the end. */
    Optional<String> shopUrl();

    /** When a block is looked at again, counted from its first verification; programme time. */
    @WithDefault("1d,7d,30d,180d")
    List<Duration> again();

    /** How often the job looks for blocks to probe; wall time, as all that follow. */
    @WithDefault("1s")
    Duration poll();

    /** How many blocks are probed at a time: a shop is not to be stormed. */
    @WithDefault("4")
    int inFlight();

    /** For one request; no answer by then is none. */
    @WithDefault("5s")
    Duration timeLimit();

    /** For how long a probe belongs to the instance that began it; longer than all its requests may take. */
    @WithDefault("2m")
    Duration lease();

    /** Until a probe that proved nothing is tried again; doubled each time. */
    @WithDefault("2s")
    Duration firstPause();

    @WithDefault("10m")
    Duration longestPause();

    /** Statuses by which the shop says that it does not sell something. */
    @WithDefault("404,409,410")
    Set<Integer> refusals();

    /** Where a refusal names the listing (JSON pointer): an address that does not exist is no refusal. */
    @WithDefault("/refused/0/listingId")
    String refusedListing();

    Search search();

    Page page();

    Post cart();

    /** A last look before the order, never the order. */
    Post checkout();

    /** Placeholders of paths and bodies: {@code {listingId}}, and {@code {page}} in the search. */
    interface Search {
        @WithDefault("/api/search?q={listingId}&page={page}")
        String path();

        /** The array of what was found (JSON pointer). */
        @WithDefault("/items")
        String items();

        /** Where each of them has its listing's id. */
        @WithDefault("/listingId")
        String listing();

        /** How many pages there are. */
        @WithDefault("/pages")
        String pages();

        /** A search with more pages than this proves nothing. */
        @WithDefault("20")
        int mostPages();
    }

    /** The product's page. */
    interface Page {
        @WithDefault("/api/products/{listingId}")
        String path();

        /** Where the page has the listing's id (JSON pointer). */
        @WithDefault("/listingId")
        String listing();
    }

    /** A step that sends JSON. */
    interface Post {
        String path();

        String body();
    }
}
