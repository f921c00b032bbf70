/**
 * The contract: every event that travels between the services, the platform and the dashboards, one record each,
 * grouped by the topic that carries it, and {@link org.importsafety.events.Topics the list of topics}.
 *
 * <p>A record holds the fields of its event beyond the ones that every event has (type, eventId, occurredAt, version),
 * which are in {@link org.importsafety.events.Recorded}. Optional fields may be null; lists never are. Contracts grow
 * by optional fields only; anything else is a new topic version beside the old one.
 *
 * <p>No dependency, so that anybody may use it; outside consumers need not: they have the JSON Schemas and the golden
 * files in this module's resources.
 */
package org.importsafety.events;
