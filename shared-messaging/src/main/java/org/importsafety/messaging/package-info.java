/**
 * How an event leaves and enters a service.
 *
 * <p>Out: a use case appends to its {@link org.importsafety.messaging.Outbox} in the transaction of the change
 * ({@link org.importsafety.messaging.SessionWork}, {@link org.importsafety.messaging.SqlWork}, or the single statement of
 * {@link org.importsafety.messaging.OneStatement}); the {@link org.importsafety.messaging.Relay} sends what is committed, in order, and deletes it after Kafka's
 * acknowledgement.
 *
 * <p>In: a consumer hands each record to {@link org.importsafety.messaging.Reception}, which reads it, retries
 * infrastructure trouble in place, and parks what cannot be read or handled.
 */
package org.importsafety.messaging;
