package org.importsafety.events;

/** What a person who runs the services must know. */
public sealed interface OperationsEvent extends Event {
    String service();

    @Override
    default Topic topic() {
        return Topics.OPERATIONS;
    }

    @Override
    default String key() {
        return service();
    }

    /**
     * A record could not be handled and was put aside; nothing of it took effect.
     *
     * @param topic where it came from
     * @param key its Kafka key; empty when it had none
     * @param eventType null when it could not be read
     * @param waiting how many later events of the key wait behind it
     */
    record EventParked(
            String service,
            String parkedId,
            String topicName,
            String recordKey,
            String eventType,
            String error,
            int waiting)
            implements OperationsEvent {}
}
