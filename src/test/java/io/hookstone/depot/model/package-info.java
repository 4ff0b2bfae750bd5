/** What Depot keeps: customers, products, orders, and the movements of its stock. */
package io.hookstone.depot.model;
