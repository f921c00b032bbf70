/** Sellers who list a blocked product again, as if it were another one, and the buyers whom they find. */
package org.importsafety.sandbox.relisting;
