/** What the laboratories' pages need beyond the interface that every client uses. The pages themselves are static resources. */
package org.importsafety.testing.page;
