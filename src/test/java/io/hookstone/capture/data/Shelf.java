package io.hookstone.capture.data;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.util.List;

/** Every way of writing that Jakarta Data 1.0 has. */
@Repository
public interface Shelf {

  @Insert
  void add(Volume volume);

  @Insert
  void addAll(List<Volume> volumes);

  @Update
  void change(Volume volume);

  @Save
  void put(Volume volume);

  @Delete
  void remove(Volume volume);

  @Delete
  void removeByTitle(String title);

  @Find
  Volume get(long id);

  @Query("update Volume set pages = 0 where title = :title")
  int empty(String title);
}
