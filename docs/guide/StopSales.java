import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

class StopSales {
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", arguments[0],
                "group.id", "my-shop.stop-sales",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false);
        Map<String, Long> stopped = new HashMap<>(); // blockId -> version; in a shop: a table
        ObjectMapper json = new ObjectMapper();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("enforcement.v1"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode event = json.readTree(record.value());
                    String block = event.path("blockId").asText();
                    long version = event.path("version").asLong();
                    if (event.path("type").asText().equals("SaleBlocked") && version > stopped.getOrDefault(block, 0L)) {
                        stopSale(event);
                        stopped.put(block, version);
                    }
                }
                consumer.commitSync(); // after the work: a crash repeats it, and loses nothing
            }
        }
    }

    static void stopSale(JsonNode event) {
        System.out.printf("stop %s (%s): %s%n", event.get("listingId").asText(), event.get("severity").asText(),
                event.at("/nonconformities/0/item").asText());
    }
}
