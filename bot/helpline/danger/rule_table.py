"""The combinations of features that mean acute danger, suicide, or unclear danger.

The first feature of a rule is its core: a "not" beside it takes the rule back. Loose rules
give way to words of everyday life (`!BENIGN`).
"""

from bot.helpline.danger.rules import Rule, parse

_SPAN = 9

ACUTE: tuple[Rule, ...] = parse(
    """
    confined.door: DOOR|PLACE SLOT|SHUT ME|OTHER|I CANTOUT|HELP|HEAT|LOCKED !PET !BENIGN
    confined.slot: SLOT PLACE I|ME PHONE|HELP|AFRAID|CANTOUT|HE !BENIGN
    confined.car: STOPCAR HE|I|ME !BENIGN
    weapon.other: WEAPON HAS OTHER NOW|HELP|ME !TOOLUSE !BENIGN
    violence.recent: ATTACK RECENT ME|OTHER|I !BENIGN
    injury.breath: BREATH NOT I|ME|OTHER|HE|ABLE !PET !BENIGN
    drugged: DRUGGED WOOZY I|ME|OTHER|HE !BENIGN
    drugged.not: DRUGGED NOT I|ME|OTHER WOOZY|HURT !BENIGN
    fire: FIRE LOCKED|PLACE OTHER|I|HE|CHILD NOW|LEAVE|HELP|DOOR !BENIGN
    lesson: LESSON SOON HE WILL|ME|I !BENIGN
    deadline/12: IF NOT PAY SOON LESSON|KILL|ATTACK|MOVE|THREAT|SELL|TIDIOM
    moved.forced: MOVE GANG|HE ME ELSEWHERE SOON|NOW|HELP|FORCED|AFRAID !BENIGN
    door: BANG DOOR|NEAR HE|NOW|HELP !BENIGN
    silent: SECRET ABLE|NOT HE COME|HEARS|NEAR|ARRIVE|AFRAID|HELP !BENIGN
    child.dragged: CHILD|OTHER DRAG CAR NOW|CRY|HELP|SCREAM|RECENT !BENIGN
    child.crying/14: CHILD CRY STRANGER|CAR NOT|NOW|DRAG|PLACE|NEAR !BENIGN
    help.attack: HELP ATTACK|WEAPON|KILL HE|ME|I !BENIGN
    weapon.forced/12: WEAPON FORCED SOON !BENIGN
    """,
    _SPAN,
)

SUICIDE: tuple[Rule, ...] = parse(
    """
    suicide.ask: SUIASK
    suicide.means: MEANS SUIREADY I|ME|DIE WISH|DIE !BENIGN
    """,
    _SPAN,
)

UNCLEAR: tuple[Rule, ...] = parse(
    """
    injured: ATTACK HELP !BENIGN
    """,
    _SPAN,
)

# In a few words there is nothing that could take these back; elsewhere only the learned part
# sees them.
PLAIN: tuple[Rule, ...] = parse(
    """
    acute.confined.sure: LOCKED ME|I HE|PLACE|HELP !PET
    acute.confined.guard: CANTOUT HE HELP|AFRAID|NOW|ARRIVE|NEAR|HEAT !BENIGN
    acute.confined.help: NOT LEAVE HELP !BENIGN
    acute.confined.exit: NOT DOOR LEAVE|HELP|AFRAID !BENIGN
    acute.weapon: WEAPON HAS HE !TOOLUSE !BENIGN
    acute.weapon.me: WEAPON ME HE HAS|NOW|HELP|ARRIVE|ATTACK|KILL !TOOLUSE !BENIGN
    acute.weapon.near: WEAPON NOW|HELP|NEAR|ARRIVE HE|OTHER !TOOLUSE !BENIGN
    acute.violence.me: ATTACK ME HE NOW|SOON|RECENT|HELP|TURN|AFRAID|ARRIVE !BENIGN
    acute.violence.other: ATTACK HE OTHER NOW|RECENT|HELP|SCREAM|SOON !BENIGN
    acute.violence.hurt: ATTACK HURT|HURTWEAK|WOOZY|BREATH ME|OTHER|HE !BENIGN
    acute.drugged.taken: DRUGGED DRAG|MOVE OTHER|ME HE|CAR !BENIGN
    acute.kill: KILL WILL HE|I ME|OTHER|I|HE !HABIT !BENIGN !SELF !SUIIDIOM
    acute.kill.soon: KILL SOON|NOW|HELP|IF|LEAVE HE|ME|OTHER !HABIT !BENIGN !SELF !SUIIDIOM
    acute.kill.threat: THREAT KILL ME|OTHER NOW|SOON|HELP|NEAR !HABIT
    acute.moved: MOVE ME|OTHER|I SOON|NOW ELSEWHERE|FORCED|HELP !SAFE !BENIGN
    acute.sold: SELL SOON|NOW ME|I|CHILD WILL|HE|GANG|NOT !BENIGN
    acute.organ: ORGAN SOON|NOW|FORCED|TAKEN ME|OTHER|I|HE WILL|GANG|FORCED|NOT !BENIGN
    acute.coming.secret/12: SECRET HE ARRIVE|NEAR|HEARS|COME !BENIGN
    acute.coming.knows/12: HE KNOWS TOLD COME|NEAR|SOON|AFRAID|HELP|NOW|KILL|FOLLOWED|ARRIVE !BENIGN
    acute.coming.violent/12: HE COME|ARRIVE NEAR|SOON|ARRIVE ATTACK|KILL|WEAPON|BANG !BENIGN
    acute.hears: HEARS HE|NOT|TALK|NOW SECRET|TALK|NOT|AFRAID|HELP !BENIGN
    acute.silent.hide: HIDE I|ME HE|AFRAID|HELP|TALK|NOW|NEAR|FOLLOWED|ARRIVE|SECRET !BENIGN
    acute.child.taken/14: CHILD DRAG CAR|STRANGER CRY|NOW|STRANGER !BENIGN
    acute.phone: PHONE EMPTY HELP|HE|AFRAID|TALK HELP|AFRAID|LEAVE|LOCKED|SLOT|HIDE !BENIGN
    acute.simple.beat: HE ATTACK ME NOW|AFRAID|HELP !BENIGN
    acute.turned: SAFE TURN HE NEAR|ARRIVE|BUT !BENIGN
    suicide.idiom: SUIIDIOM
    suicide.sure: SUICIDE I|ME|SELF|WISH|WILL
    suicide.other: SUICIDE OTHER|HE|CHILD|PRO
    suicide.die: DIE WISH I|ME|SELF MEANS|SUIREADY|SOON|NOT !BENIGN
    suicide.end: SUIIDIOM|SUICIDE SOON|MEANS I|ME|SELF !BENIGN
    suicide.hurt: SELF SELFHURT I|WISH|WILL !BENIGN
    """,
    _SPAN,
)

# Too loose to decide anything; the learned part sees them. By "acute." or "suicide." in its name
# a rule lets the learned part push the message more readily.
HINTS: tuple[Rule, ...] = parse(
    """
    kill.weak: KILL ME|OTHER|I !BENIGN !SELF !SUIIDIOM
    threat.idiom: TIDIOM HE|I !BENIGN
    secret: SECRET HE|NEAR|ARRIVE|I|TALK !BENIGN
    kill.own: TIDIOM I SOON|WILL|WEAPON|NOW !HABIT !BENIGN !SELF !SUIIDIOM
    danger: AFRAID HE|I ME|I|NOW|ARRIVE|NEAR|SOON|HELP !BENIGN
    moved.away: MOVE GANG|HE ME !BENIGN
    sold: SELL ME|CHILD|HE !BENIGN
    die.weak: SUIWEAK I|ME|SELF !BENIGN
    child: CHILD DRAG CAR|STRANGER !BENIGN
    child.room: CHILD STRANGER PLACE|CAR !BENIGN
    heat: HEAT I|ME|OTHER|HE !BENIGN
    confined.door: DOOR|PLACE SLOT|SHUT I|ME|OTHER|HE LEAVE|CANTOUT|HE|HELP|HEAT !PET !BENIGN
    confined.out: CANTOUT ABLE|KEEP I|ME !BENIGN
    suicide.weak: SUIWEAK I|ME|SELF SUIREADY|SOON|MEANS|WISH|SELF|NOW !BENIGN
    shut: SHUT|SLOT DOOR|PLACE I|ME|HE|OTHER !BENIGN
    weapon.hint: WEAPON HE|I|OTHER !TOOLUSE !BENIGN
    arrives.hint: ARRIVE HE !BENIGN !TOOLUSE
    moved.hint: MOVE ME|OTHER|I SOON|NOW HE|GANG|ELSEWHERE|FORCED !BENIGN
    sex.hint: CLIENT SOON HE|I|FORCED !BENIGN
    forced: FORCED SOON I|ME HE|GANG !BENIGN
    deadline: IF NOT PAY SOON !BENIGN
    hurt.weak: HURTWEAK I|ME|OTHER|HE !BENIGN
    arrives.help: ARRIVE HE HELP|SOON|NOW|AFRAID|SECRET !BENIGN
    acute.confined: LOCKED !PET !BENIGN
    acute.injury: HURT I|ME|OTHER|HE|CHILD !PET !BENIGN
    acute.injury.now: HURT NOW|HELP !PET !BENIGN
    acute.injury.weak: HURTWEAK OTHER|ME|HE|I NOT|NOW|HELP|LOCKED|PLACE|ATTACK !PET !BENIGN !SAFE
    acute.heat: HEAT LOCKED|PLACE|SHUT OTHER|I|HE !BENIGN
    acute.scream.now: SCREAM OTHER|HE NOISE|NOW|BANG|ATTACK !BENIGN
    unclear.violence: ATTACK ME HE !BENIGN
    unclear.violence.they: ATTACK HE OTHER|CHILD|SCREAM|PLACE !BENIGN
    unclear.violence.seen: ATTACK OTHER !BENIGN
    unclear.threat: THREAT ME|OTHER !BENIGN
    unclear.confined: CANTOUT I|ME|OTHER|HE ABLE|KEEP|NOT !BENIGN
    unclear.knows: KNOWS TOLD HE !BENIGN
    unclear.call112: CALL112 I|ME|NOT|HELP|IF|OTHER|HE|WILL
    unclear.help: HELP ME|I AFRAID|NOW|HE|LEAVE !BENIGN
    unclear.hide: HIDE I AFRAID|NOW|HE !BENIGN
    unclear.followed: FOLLOWED ME|I !BENIGN
    unclear.scream: SCREAM OTHER|NOW|NEAR|HELP|PLACE|NOISE !BENIGN
    unclear.die: DIE WISH I !BENIGN
    unclear.die.life: LIFE ENDS|NOT I|ME|SELF|WISH !BENIGN
    unclear.die.height: HEIGHT STAND I|OTHER !BENIGN
    unclear.cut: SELFHURT SELF !BENIGN
    unclear.woozy: WOOZY I|ME|HE DRUGGED|HE !BENIGN
    unclear.fire: FIRE PLACE|HE|OTHER|ME !BENIGN
    unclear.hurt: HURT !BENIGN !PET
    acute.confined.stuck: STUCK PLACE HE|ME|HELP|NOT !PET !BENIGN
    acute.weapon.rather: WEAPON BUT NOT !TOOLUSE !BENIGN
    acute.scream.help: SCREAM HELP OTHER|NOW|HE|NEAR|SCREAM !BENIGN
    acute.kill.idiom: TIDIOM HE SOON|IF|WILL|NOW|NEAR !HABIT !BENIGN
    acute.sex.coming: CLIENT SOON COME|ARRIVE I|ME|FORCED|NOT !BENIGN
    acute.moved.asked/12: FORCED MOVE ELSEWHERE I|ME|OTHER !BENIGN !HABIT
    acute.sex.soon: FORCED CLIENT SOON|NOW I|ME|OTHER|CHILD !BENIGN
    acute.deadline.pay/12: IF PAY LESSON|KILL|ATTACK|TIDIOM SOON|NOW
    acute.confined.key: KEY TAKEN HE NOT|SLOT|CANTOUT !BENIGN
    acute.confined.out.now: CANTOUT ABLE|KEEP I|ME HE|HELP|AFRAID|PLACE|NEAR !BENIGN
    acute.confined.shut: SHUT DOOR I|ME PLACE|HE !BENIGN !PET
    acute.due: ARRIVE HE SOON|NOW|HELP|AFRAID HIDE|KNOWS|AFRAID|HELP|SECRET|ATTACK|KILL|TOLD !BENIGN
    acute.followed: FOLLOWED ME|I|HE NOW|CAR|HELP|AFRAID|NEAR|SOON !BENIGN
    """,
    _SPAN,
)
