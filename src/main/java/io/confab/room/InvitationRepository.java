package io.confab.room;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface InvitationRepository extends Repository<Invitation, Long> {

    Invitation save(Invitation invitation);

    void delete(Invitation invitation);

    Optional<Invitation> findByRoomAndAccount(long room, long account);

    List<Invitation> findByAccountOrderByIdDesc(long account);
}
