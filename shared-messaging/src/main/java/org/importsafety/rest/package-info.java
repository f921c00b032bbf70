/** What every service's REST interface shares: problem details, pages of lists, and the mapping of exceptions. */
package org.importsafety.rest;
