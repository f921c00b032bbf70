package org.importsafety.enforcement.list;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How the block list is signed as a file. */
@ConfigMapping(prefix = "enforcement.block-list")
interface ListSettings {
    /** An RSA key (PEM, PKCS #8), the same for all instances. Without one each makes its own at every start. */
    Optional<Path> privateKey();
}
