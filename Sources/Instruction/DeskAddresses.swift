import Consultations
import Platform
