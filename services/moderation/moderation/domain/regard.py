"""Words that say what somebody thinks of others. Collected for this project; `stance` reads them in their sentence."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WARM = _words(
    """
    accept acceptance accepted admirable admire admired admires admiring adore adored adores allies ally amazing amuse
    appreciate appreciated appreciates awe awesome beautiful beauty belong belongs best better bless blessed blessing
    blessings brave bravery bravest bright brilliant capable care cares caring celebrate celebrated celebrates celebration
    champion champions charming cherish cherished clever contribute contributes contribution contributions courage
    courageous cute date dearest decent delight delightful dignity dream dreams enjoy enjoyed enjoys enrich enriched
    enriches equal equality equals excellent extraordinary fabulous fantastic favorite favourite flourish free freedom
    friend friendly friends friendship fun funny generous genius gentle gift gifted glad good gorgeous grateful gratitude
    great happily happiness happy hardworking help helped helpful helps hero heroes heroic honest honor honored honour
    honoured hope hopeful hug important impress impressed impressive include included inclusion incredible inspiration
    inspirational inspire inspires inspiring intelligent joy joyful justice kindest kindness laugh legend legends liked love
    loved lovely loves loving loyal loyalty marry nice outstanding peace peaceful perfect pleasure precious pride protect
    protected protection proud rely remarkable respect respectable respected respectful respects rights safe safety save
    saved saves sexy skilled smart smile solidarity special splendid strength strong strongest stunning success successful
    superb support supported supportive supports talent talented talents thank thankful thanks thrive treasure treasured
    trust trusted trustworthy valuable value valued vital warm welcome welcomed welcoming win wins wisdom wise won wonderful
    worthy
    """
)

HOSTILE = _words(
    """
    abhor abnormal abomination afraid anger angry animal animals annoy annoying annoys ape apes arsehole arseholes ashamed
    asshole assholes attack attacked awful backward backwards bad ban banned barbarian barbarians barbaric bash bastard
    bastards beast beasts beat beaten bitch bitches bollocks brainless broken bullshit burden burn burned burnt cage caged
    cancer cheat cheating cheats cockroach cockroaches crap crappy crazy crime criminal criminals cruel cunt cunts cursed
    damn danger dangerous dead death defective degenerate degenerates demon demons deport deported despise despised despises
    destroy destroyed destroying detest detested detests deviant deviants devil devils dickhead dickheads die died dies dim
    dirt dirtbag dirty disease diseased diseases disgust disgusted disgusting disgusts dishonest dog dogs drain dreadful
    dregs drown dumb eliminate eliminated embarrassing embarrassment enslave enslaved eradicate eradicated evil execute
    executed execution expel expelled exterminate exterminated extermination fail failure failures fear fears fed filth
    filthy flood flooding foul freak freaks fuck fucked fuckers fucking fucks furious fury garbage gas gassed ghastly greedy
    groomer groomers gross hang hanged harm harmful harming hate hated hates hating horrible hurt hurting hurts hysterical
    idiot idiotic idiots ignorant imbecile inferior infest infested infesting infests inhuman insane insect insects invade
    invaders invading invasion irritate irritates irritating jealous joke kill killed killing kills lazy leech leeches
    lesser liar liars lie lies loathe loathed loathes lock lunatic lunatics lying lynch lynched mad maggot maggots mental
    monkey monkeys moron moronic morons murder murdered murderer murderers nasty nightmare parasite parasites pathetic
    perverse pervert perverted perverts pest pests pig pigs piss pissed plague pointless poison poisonous poisons pollute
    pollutes predator predators primitive problem problems punch punish punished rage rape rapist rapists rat rats remove
    removed repugnant repulsive resent revolting ridiculous rot rotten rubbish ruin ruined ruining ruins ruthless savage
    savages scare scared scary scrounge scroungers scum scums shame shameful shit shits shitty shoot shot sick sicken
    sickening sin sinful sinners slaughter slaughtered slave slaves smash smelly snake snakes spoil stab stabbed steal
    stealing steals sterilise sterilised stink stinking stinks stupid subhuman subhumans submissive suffer suffered
    suffering suffers swarm swarms terrible terrified terrorist terrorists thick thief thieves thieving threat threaten
    threatening threatens tired torture tortured trash trouble ugly uncivilised uncivilized unclean unnatural useless vermin
    vile violence violent virus wanker wankers waste weak weird weirdo weirdos wicked wipe wiped worse worst worthless wrong
    """
)

OWED = _words(
    """
    adopt belong breathe capable decent deserve deserves drive equal equals exist help human humans intelligent live lives
    marry normal people real respect right rights smart smarter teach trust trusted value valued vote welcome work worth
    """
)  # what everybody has a right to: contempt where it is denied
