/** From a laboratory's failing report to the request to stop the sale. */
package org.importsafety.benchmark.block;
